"""`make dev`: what a change reaches, and pages compiled alone as Reflex compiles them among all."""

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from espace_factures import frontend, launcher
from scripts.dev.imports import PACKAGE, Imports
from scripts.dev.seen import LATEST

ALONE = """
import json, sys
from espace_factures.espace_factures import app
from reflex.compiler import utils
from scripts.dev.pages import compiled

files = compiled(app, sys.argv[1:])
print(json.dumps({str(utils.resolve_path_of_web_dir(path)): code for path, code in files.items()}))
"""
STOPPED = """
import os, time
from scripts.dev.stopping import until_stopped

with until_stopped():
    try:
        print(os.getpid(), flush=True)
        time.sleep(60)
    finally:
        print("cleaned", flush=True)
"""
SEEN = ["connexion", "factures/suivi", "administration/factures/detail", "aide"]


def module(folder: Path, name: str, source: str) -> Path:
    """A module of a small house."""
    file = folder.joinpath(*name.split(".")).with_suffix(".py")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)
    return file


def house(folder: Path) -> Imports:
    """A feature with its page, its pieces of screen, its state and its use case."""
    root = folder / "house"
    module(root, "ui.__init__", "")
    module(root, "ui.words", "def plural(): ...")
    module(root, "ui.field", "import other")
    module(root, "bills.pages.__init__", "from house.bills.pages import bill")
    module(root, "bills.pages.bill", "from house.bills.state import BillState\nfrom house.bills import components")
    module(root, "bills.components", "from house.ui import field")
    module(root, "bills.state", "from house.bills import service\nfrom house.ui.words import plural")
    module(root, "bills.service", "")
    return Imports(root)


@pytest.mark.parametrize("drawn", ["bills/pages/bill.py", "bills/components.py", "ui/field.py"])
def test_what_only_draws_leaves_the_application_up(tmp_path: Path, drawn: str) -> None:
    imports = house(tmp_path)
    assert not imports.is_behind(imports.root / drawn)


@pytest.mark.parametrize("run", ["bills/state.py", "bills/service.py", "bills/pages/__init__.py", "ui/words.py"])
def test_what_the_application_runs_starts_it_again(tmp_path: Path, run: str) -> None:
    imports = house(tmp_path)
    assert imports.is_behind(imports.root / run)


def test_an_import_added_while_developing_counts_at_once(tmp_path: Path) -> None:
    imports = house(tmp_path)
    field = imports.root / "ui" / "field.py"
    assert not imports.is_behind(field)
    module(imports.root, "bills.service", "from house.ui import field")
    assert imports.is_behind(field)


def test_a_file_in_the_middle_of_a_word_stops_nothing(tmp_path: Path) -> None:
    imports = house(tmp_path)
    module(imports.root, "bills.service", "def deposit(")
    assert imports.is_behind(imports.root / "bills" / "service.py")


def test_others_libraries_are_found() -> None:
    assert {"reflex", "sqlalchemy", "psycopg"} <= Imports().foreign()


def test_in_this_house_pages_draw_and_states_run() -> None:
    behind = Imports(PACKAGE).behind_the_screen()
    assert {"espace_factures.web.guard", "espace_factures.catalogue", "espace_factures.core.money"} <= behind
    assert not [name for name in behind if ".pages." in name]


def test_pages_compiled_alone_are_what_reflex_wrote_for_them() -> None:
    assert frontend.build() == 0
    environment = os.environ | frontend.QUIET | {"ESPACE_FACTURES_COMPILING": "1", "REFLEX_ENV_MODE": "prod"}
    command = [sys.executable, "-W", "ignore", "-c", ALONE, *SEEN[:LATEST]]
    done = subprocess.run(command, cwd=frontend.ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files = json.loads(done.stdout)
    assert len(files) > len(SEEN)
    assert {path: Path(path).read_text() for path in files} == files


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_runs_in_the_background_of_a_shell_stops_at_either_signal(number: int) -> None:
    program = shlex.join([sys.executable, "-c", STOPPED])
    with subprocess.Popen(f"{program} & wait", shell=True, stdout=subprocess.PIPE, cwd=frontend.ROOT, text=True) as sh:
        assert sh.stdout
        os.kill(int(sh.stdout.readline()), number)
        assert sh.stdout.read() == "cleaned\n"


@pytest.mark.parametrize(("port", "events"), [(3000, 8000), (3001, 8001), (64000, 59000)])
def test_two_ports_have_two_ports_for_events(port: int, events: int) -> None:
    assert launcher.events_port(port) == events
