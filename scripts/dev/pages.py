"""Compiles the pages: those that somebody looks at first, then all of them; and has Vite serve them.

Reflex compiles every page before it writes one. The first part of its `compile_app` is done here for a few pages, by
the same functions of Reflex, and what they changed is written; Reflex's own compilation of everything comes after.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from espace_factures import look
from espace_factures.frontend import ROOT, settle_lock
from scripts.dev.seen import seen
from scripts.dev.stopping import end_group

NICENESS: Final = 10
COMPILING: Final = "ESPACE_FACTURES_COMPILING"


def first_compilation() -> subprocess.Popen[bytes]:
    """Reflex's own, which also installs what Vite needs; it speaks only when it fails."""
    command = [sys.executable, "-W", "ignore", "-m", "reflex", "compile", "--no-rich", "--loglevel", "error"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {COMPILING: "1"}, stdout=subprocess.DEVNULL)


@contextmanager
def served(port: str) -> Iterator[subprocess.Popen[bytes]]:
    """Vite, on the port, for as long as the block lasts."""
    from reflex.utils.build import setup_frontend
    from reflex.utils.exec import frontend_env
    from reflex.utils.js_runtimes import get_js_package_executor

    setup_frontend(ROOT)
    look.place_letters(look.WEB / "public")
    look.place_french()
    settle_lock()
    command = [*get_js_package_executor(raise_on_none=True)[0], "run", "--silent", "dev"]
    environment = frontend_env(os.environ | {"PORT": port})
    with subprocess.Popen(
        command, cwd=ROOT / ".web", env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as vite:
        try:
            yield vite
        finally:
            end_group(vite)


def compile_again() -> None:
    """What is looked at, then everything, more quietly."""
    os.environ[COMPILING] = "1"
    gc.disable()
    write(dict(look.files()))
    from espace_factures.espace_factures import app

    write(compiled(app, [route for route in seen() if route in app._unevaluated_pages]))
    os.nice(NICENESS)
    app._compile(use_rich=False)


def compiled(app: Any, routes: list[str]) -> dict[str, str]:
    """The files of some pages and of the pieces that they share with no other module: path and content."""
    from reflex.compiler import compiler
    from reflex.compiler.plugins import CompileContext, CompilerHooks, default_page_plugins
    from reflex_base.components.component import evaluate_style_namespaces
    from reflex_base.components.memo import MEMOS
    from reflex_base.config import get_config

    modules = {app._unevaluated_pages[route]._source_module for route in routes}
    pages = [page for page in app._unevaluated_pages.values() if page._source_module in modules]
    plugins, _ = compiler._resolve_radix_themes_plugin(app, get_config().plugins)
    hooks = CompilerHooks(plugins=default_page_plugins(style=evaluate_style_namespaces(app.style), plugins=plugins))
    with CompileContext(app=app, pages=pages, hooks=hooks) as context:
        context.compile()
        memos = [*MEMOS.values(), *context.auto_memo_components.values()]
        files, _ = compiler.compile_memo_components(memo for memo in memos if memo.source_module in modules)
        return dict(files) | {str(page.output_path): str(page.output_code) for page in context.compiled_pages.values()}


def write(files: dict[str, str]) -> None:
    """Those that changed."""
    from reflex.compiler import utils

    for path, code in files.items():
        utils.write_file(utils.resolve_path_of_web_dir(path), code)
