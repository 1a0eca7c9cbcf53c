"""The public files: right types, strict headers, nothing outside the folder, no cookies."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from sharedsafety_web.core.public_files import PublicFiles

Answer = tuple[str, dict[str, str], bytes]


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    root = tmp_path / "sites"
    (root / "place" / "r1").mkdir(parents=True)
    page = root / "place" / "r1" / "index.html"
    page.write_text("<h1>Money</h1>" * 50, encoding="utf-8")
    page.with_name("index.html.gz").write_bytes(gzip.compress(page.read_bytes(), mtime=0))
    (root / "place" / "r1" / "lines.csv").write_text("a,b\n", encoding="utf-8")
    (root / "place" / "r1" / "program.exe").write_text("no", encoding="utf-8")
    (root / ".building-1").mkdir()
    (root / ".building-1" / "index.html").write_text("draft", encoding="utf-8")
    (root / "404.html").write_text("<h1>not here</h1>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    return root


def behind(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("X-Behind", "Django")])
    return [b"Django"]


def ask(sites: Path, path: str, *, method: str = "GET", **more: Any) -> Answer:
    got: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        got.update(status=status, headers=dict(headers))

    options = more.pop("options", {})
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.url_scheme": "http", **more}
    body = b"".join(PublicFiles(sites, behind=behind, **options)(environ, start))
    return got["status"], got["headers"], body


def test_a_folder_shows_its_index(sites: Path) -> None:
    status, headers, body = ask(sites, "/place/r1/")
    assert status == "200 OK"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert body.startswith(b"<h1>Money")


def test_the_packed_copy_is_sent_to_who_can_read_it(sites: Path) -> None:
    _, headers, body = ask(sites, "/place/r1/", HTTP_ACCEPT_ENCODING="br, gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(body).startswith(b"<h1>Money")


def test_headers_are_strict_and_set_no_cookie(sites: Path) -> None:
    for path in ("/place/r1/", "/nowhere", "/place/r1"):
        _, headers, _ = ask(sites, path)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/place/../../secret.txt",
        "/place/r1/../../../secret.txt",
        "/%2e%2e/secret.txt",
        "//etc/passwd",
        "/place//r1/lines.csv",
        "/..\\secret.txt",
        "/place/r1/lines.csv\0.html",
        "/.building-1/index.html",
        "/way-out.txt",
        "/place/r1/program.exe",
        "/place/r1/index.html.gz",
        "/place/r1/lines.csv/",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
        "/" + "a" * 9000 + ".html",
    ],
)
def test_nothing_else_is_ever_shown(sites: Path, path: str) -> None:
    status, _, body = ask(sites, path)
    assert status == "404 Not Found"
    assert b"secret" not in body
    assert b"draft" not in body
    assert body == b"<h1>not here</h1>"


@pytest.mark.parametrize("path", ["/place/r1/x.html", "/place/r1/en/x.html", "/place/r1/a/b/c/x"])
def test_the_page_of_a_missing_address_finds_its_styles_at_any_depth(sites: Path, path: str) -> None:
    page = '<link href="assets/site.css"><a href="en/index.html"></a><a href="/top"></a><a href="#m"></a>'
    page += '<a href="tel:1"></a>'
    (sites / "place/r1/404.html").write_text(page, encoding="utf-8")
    status, headers, body = ask(sites, path)
    assert (status, headers["Content-Length"]) == ("404 Not Found", str(len(body)))
    assert body.decode() == page.replace('"assets', '"/place/r1/assets').replace('"en/', '"/place/r1/en/')


def test_a_folder_without_its_slash_is_sent_on_within_the_site(sites: Path) -> None:
    status, headers, _ = ask(sites, "/place/r1")
    assert (status, headers["Location"]) == ("301 Moved Permanently", "/place/r1/")


def test_only_reading_is_possible(sites: Path) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        status, headers, _ = ask(sites, "/place/r1/", method=method)
        assert status == "405 Method Not Allowed"
        assert headers["Allow"] == "GET, HEAD"


def test_a_head_request_gets_no_body(sites: Path) -> None:
    _, headers, body = ask(sites, "/place/r1/", method="HEAD")
    assert int(headers["Content-Length"]) > 0
    assert body == b""


def test_a_known_file_is_not_sent_twice(sites: Path) -> None:
    _, headers, _ = ask(sites, "/place/r1/lines.csv")
    status, _, body = ask(sites, "/place/r1/lines.csv", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_every_way_to_name_a_known_version_is_understood(sites: Path, known: str) -> None:
    _, headers, _ = ask(sites, "/place/r1/lines.csv")
    known = known.format(tag=headers["ETag"])
    assert ask(sites, "/place/r1/lines.csv", HTTP_IF_NONE_MATCH=known)[0] == "304 Not Modified"


@pytest.mark.parametrize("known", ["", "x", '"0-0"', ",,,", "W/"])
def test_another_version_or_nonsense_gets_the_file(sites: Path, known: str) -> None:
    assert ask(sites, "/place/r1/lines.csv", HTTP_IF_NONE_MATCH=known)[0] == "200 OK"


@pytest.mark.parametrize("said", ["", "br", "gzip;q=0", "gzip; q=0.0", "x-gzip-like", "\xff", "identity, gzip;q=0"])
def test_who_does_not_read_gzip_gets_the_plain_file(sites: Path, said: str) -> None:
    _, headers, body = ask(sites, "/place/r1/", HTTP_ACCEPT_ENCODING=said)
    assert "Content-Encoding" not in headers
    assert body.startswith(b"<h1>Money")


def test_staff_pages_and_only_they_reach_django(sites: Path) -> None:
    for path in ("/workspace/", "/workspace", "/accounts/login/", "/static/css/tokens.css"):
        assert ask(sites, path)[2] == b"Django"
    for path in ("/workspaces/", "/place/workspace/"):
        assert ask(sites, path)[2] != b"Django"


def test_browsers_are_told_to_insist_on_https_where_there_is_https(sites: Path) -> None:
    options = {"hsts_seconds": 600, "https_only": True}
    assert ask(sites, "/place/r1/", options=options)[2] == b"Django"  # which sends plain http on
    _, headers, _ = ask(sites, "/place/r1/", options=options, HTTP_X_FORWARDED_PROTO="https")
    assert headers["Strict-Transport-Security"] == "max-age=600; includeSubDomains"
