"""The rules of the house that no single module can hold: imports, light help, wheel contents, size of functions."""

import ast
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lean import lean_environment

from provenance.nlp.encoder.card import FILES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "provenance"
SOURCES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {
    "spacy",
    "sqlalchemy",
    "alembic",
    "sqlite_utils",
    "pyarrow",
    "prov",
    "pluggy",
    "rich",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "torch",
}
LONGEST_FUNCTION = 50
LONGEST_MODULE = 350

needs_checkout = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout tells ignored files")


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command on this checkout, whatever is installed."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def imported_by(code: str) -> set[str]:
    """Run a line of Python in a fresh interpreter and return the modules that it loaded."""
    told = run(sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)")
    assert told.returncode == 0, told.stderr
    return set(told.stderr.split())


def help_of(*words: str) -> str:
    arguments = [*words, "--help"]
    return f"from provenance.cli.app import cli\ncli({arguments!r}, prog_name='provenance', standalone_mode=False)"


@cache
def nodes() -> tuple[tuple[Path, ast.AST], ...]:
    """Parse every module once; all that it is made of, with its path from the root."""
    trees = ((path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES)
    return tuple((path, node) for path, tree in trees for node in ast.walk(tree))


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, node in nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path}:{node.lineno} {node.name}", node


def test_import_contracts_hold() -> None:
    """The rooms import downwards only, and each library is known to one room."""
    told = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache")
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    "words",
    [(), ("quotes",), ("agents", "merge"), ("db",), ("demo",), ("export", "prov"), ("model", "evaluate")],
    ids=" ".join,
)
def test_help_is_light(words: tuple[str, ...]) -> None:
    """`--help` answers at once: it loads no pipeline, no database and no plugin."""
    assert not HEAVY & imported_by(help_of(*words))


def test_list_of_commands_imports_none_of_them() -> None:
    """`provenance --help` loads what shows it, and no other module of ours, nor what reads JSON or metadata."""
    loaded = imported_by(help_of())
    ours = {name for name in loaded if name.split(".")[0] == "provenance"}
    base = {"provenance.cli.app", "provenance.cli.base", "provenance.core.text", "provenance.core.letters"}
    assert ours <= {"provenance", "provenance.cli", "provenance.core", "provenance.errors", *base}
    assert not {"json", "importlib.metadata", "tempfile", "urllib.parse"} & loaded


def test_package_is_light() -> None:
    """`import provenance` costs nothing until a name of it is used."""
    loaded = imported_by("import provenance")
    assert not HEAVY & loaded
    assert not {name for name in loaded if name.startswith("provenance.")}


def test_functions_do_not_scroll() -> None:
    """No function is longer than a screen."""
    lengths = {place: (node.end_lineno or node.lineno) - node.lineno + 1 for place, node in functions()}
    assert {place: n for place, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_modules_are_of_a_size() -> None:
    """A module that grows past its size becomes a package."""
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_nothing_prints_or_asserts() -> None:
    """The library raises and returns; only the command line writes, and an assertion is no check."""
    found = [
        f"{path}:{node.lineno}"
        for path, node in nodes()
        if isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print")
    ]
    assert found == []


def test_nobody_imports_the_package_root() -> None:
    """The public names are for users: inside the package they would make a cycle."""
    found = [
        str(path)
        for path, node in nodes()
        if (isinstance(node, ast.ImportFrom) and node.module == "provenance" and not node.level)
        or (isinstance(node, ast.Import) and any(name.name == "provenance" for name in node.names))
    ]
    assert found == []


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel that is built from this checkout, without network, and unpacked as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT))
    told = run(*build, cwd=folder)
    assert told.returncode == 0, told.stdout + told.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        opened.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture(scope="module")
def wheel(installed: Path) -> frozenset[str]:
    """The names in that wheel, without those that describe it."""
    names = (path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file())
    return frozenset(name for name in names if ".dist-info/" not in name)


def test_wheel_holds_what_the_package_needs(wheel: frozenset[str]) -> None:
    """The wheel brings the migrations, the seeds, the model and the mark that it is typed."""
    assert {"provenance/py.typed", "provenance/migrations/env.py", "provenance/seeds/agents.jsonl"} <= wheel
    assert {f"provenance/nlp/data/en_quotes/{name}" for name in ("card.json", *FILES)} <= wheel
    texts = {path.name for path in (ROOT / "seeds" / "articles").glob("*.txt")}
    assert {f"provenance/seeds/articles/{name}" for name in texts} <= wheel
    versions = {path.name for path in (ROOT / "migrations" / "versions").glob("*.py")}
    assert {f"provenance/migrations/versions/{name}" for name in versions} <= wheel


@needs_checkout
def test_wheel_holds_nothing_else(wheel: frozenset[str]) -> None:
    """The wheel holds the files of the checkout that git does not ignore, and no other."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "provenance", "migrations", "seeds")
    known = {name if name.startswith("provenance/") else f"provenance/{name}" for name in listed.stdout.splitlines()}
    assert wheel <= known


def test_demo_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """Without the checkout beside it the package finds its migrations and seeds, and the demo runs."""
    lines = (
        f"import sys; sys.path.insert(0, {str(installed)!r})",  # first, so that the checkout cannot help
        "import provenance.cli",
        "sys.stderr.write(provenance.cli.__file__)",
        "sys.argv[1:] = ['demo']",
        "provenance.cli.main()",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    told = subprocess.run(command, cwd=tmp_path, env=lean_environment(), capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stderr.startswith(str(installed))
    assert "Sergei Lavrov" in told.stdout
    assert (tmp_path / "demo" / "datasette" / "quotes.db").is_file()
