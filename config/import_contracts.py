"""A contract for import-linter: what is private to a web chapter is imported inside that chapter only."""

import grimp
from importlinter import Contract, ContractCheck, fields, output


class PrivateModulesContract(Contract):
    """``<root>.<chapter>.<private>`` may be imported by ``<root>.<chapter>`` only, whichever modules exist today.

    Options: ``root`` (package of the chapters), ``chapters`` (``*`` for all), ``private`` (names inside a chapter).
    """

    root = fields.StringField()
    chapters = fields.ListField(subfield=fields.StringField())
    private = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Return whether every import of a private module comes from its own chapter."""
        links = [
            {"importer": importer, "imported": module}
            for module in sorted(graph.modules)
            if self._is_private(module)
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if not f"{importer}.".startswith(f"{self._chapter(module)}.")
        ]
        return ContractCheck(kept=not links, metadata={"links": links})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each forbidden import."""
        for link in check.metadata["links"]:
            output.print_error(f"{link['importer']} imports {link['imported']}", bold=False)

    def _chapter(self, module: str) -> str:
        return ".".join(module.split(".")[:2])

    def _is_private(self, module: str) -> bool:
        parts = module.split(".")
        if len(parts) < 3 or parts[0] != self.root:
            return False
        chapters: list[str] = self.chapters
        private: list[str] = self.private
        return parts[2] in private and ("*" in chapters or parts[1] in chapters)
