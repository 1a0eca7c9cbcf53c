"""What the health tests look for in Python source; each rule is tested on a bad sample."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src/sharedsafety"

#: Calls by bare name that a library never makes.
FORBIDDEN_CALLS = {"print", "eval", "exec", "input", "breakpoint"}
#: Modules that open the network, or draw from a randomness nobody can repeat.
FORBIDDEN_MODULES = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "random", "requests", "secrets", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
#: Reading the clock. Today is an argument of the library; only the command line may read it.
CLOCK = {
    "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.monotonic", "time.perf_counter",
}  # fmt: skip
#: Settings from the environment belong to config/.
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb", "os.putenv"}
#: Parts of numpy.random that carry their own state; default_rng is allowed with a seed.
SEEDED_RANDOM = {"numpy.random.Generator", "numpy.random.default_rng", "numpy.random.SeedSequence"}
#: Parts that take long to load: imported inside functions only.
HEAVY_MODULES = {"altair", "duckdb", "ibis", "pyarrow", "typst", "vl_convert"}


def python_files(root: Path) -> list[Path]:
    """Every Python file below a folder, in order."""
    return [path for path in sorted(root.rglob("*.py")) if "__pycache__" not in path.parts]


def library_files() -> list[Path]:
    """Every module of the library."""
    return python_files(LIBRARY)


def forbidden(source: str, *, clock_allowed: bool = False) -> list[str]:
    """What in a module breaks the purity of the library, as ``line: what``."""
    tree = ast.parse(source)
    names = _imported_names(tree)
    found = [f"{node.lineno}: {what}" for node in ast.walk(tree) for what in _faults(node, names)]
    return [fault for fault in found if not (clock_allowed and fault.endswith("reads the clock"))]


def _faults(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Assert):
        yield "assert"
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (f"imports {module}" for module in sorted(_modules(node) & FORBIDDEN_MODULES))
    if isinstance(node, ast.Call):
        yield from _call_faults(node, names)
    if isinstance(node, (ast.Attribute, ast.Name)) and isinstance(node.ctx, ast.Load):
        yield from _name_faults(_dotted(node, names))


def _call_faults(node: ast.Call, names: dict[str, str]) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
        yield f"calls {node.func.id}"
    if _dotted(node.func, names) == "numpy.random.default_rng" and not (node.args or node.keywords):
        yield "draws without a seed"


def _name_faults(dotted: str) -> Iterator[str]:
    if dotted in CLOCK:
        yield f"{dotted} reads the clock"
    if dotted in ENVIRONMENT:
        yield f"reads {dotted}"
    if dotted.startswith("numpy.random.") and dotted.count(".") == 2 and dotted not in SEEDED_RANDOM:
        yield f"{dotted} draws from a state everybody shares"


def heavy_imports_at_the_top(source: str) -> list[str]:
    """Heavy parts that a module loads as soon as it is imported; imports for type checkers don't count."""
    return [
        module for node in _run_on_import(ast.parse(source).body) for module in sorted(_modules(node) & HEAVY_MODULES)
    ]


def _run_on_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _run_on_import(node.orelse)
            continue
        yield node
        for part in ("body", "orelse", "finalbody"):
            yield from _run_on_import(getattr(node, part, []))
        for handler in getattr(node, "handlers", []):
            yield from _run_on_import(handler.body)


def _modules(node: ast.AST) -> set[str]:
    """The top packages that an import statement loads."""
    if isinstance(node, ast.Import):
        return {name.name.split(".")[0] for name in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {(node.module or "").split(".")[0]}
    return set()


def _imported_names(tree: ast.AST) -> dict[str, str]:
    """Local name -> what it stands for, over all imports of a module."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                names[name.asname or name.name.split(".")[0]] = name.name if name.asname else name.name.split(".")[0]
        if isinstance(node, ast.ImportFrom):
            names |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
    return names


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """``np.random.seed`` as ``numpy.random.seed``; an empty text for anything that is not a dotted name."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute) and (inner := _dotted(node.value, names)):
        return f"{inner}.{node.attr}"
    return ""


def long_functions(source: str, limit: int) -> list[str]:
    """Functions with more lines of code than ``limit`` (their docstring does not count), as ``name (lines)``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                text = node.body[0]
                lines -= (text.end_lineno or text.lineno) - text.lineno + 1
            if lines > limit:
                found.append(f"{node.name} ({lines})")
    return found


def docstring_faults(source: str) -> list[str]:
    """Public functions, methods and classes whose docstring is missing or begins wrongly, as ``line: name``.

    The first sentence says what is returned; what returns nothing says what it does.
    """
    return [fault for node in ast.parse(source).body for fault in _docstring_faults(node)]


def _docstring_faults(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or node.name.startswith("_"):
        return
    text = ast.get_docstring(node)
    first = (text or "").split("\n\n")[0].strip()
    if text is None:
        yield f"{node.lineno}: {node.name} has no docstring"
    elif isinstance(node, ast.ClassDef):
        if _is_about_returning(first) or not first.endswith((".", ".)", ":")):
            yield f"{node.lineno}: {node.name} is not described by a noun phrase with a period"
    elif not _returns_nothing(node) and not _is_about_returning(first):
        yield f"{node.lineno}: {node.name} does not say first what it returns"
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            yield from _docstring_faults(inner)


def _is_about_returning(first: str) -> bool:
    return first.startswith(("Return", "Yield")) or " and return " in first.replace("\n", " ")


def _returns_nothing(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return node.returns is not None and ast.unparse(node.returns) in {"None", "NoReturn"}
