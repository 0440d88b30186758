"""From the arguments to the exit status. All errors end here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from unionsearch.cli import failures, terminal
from unionsearch.cli.exits import OutputClosed, exit_code
from unionsearch.cli.root import COMPLETE_VARIABLE, PROGRAM, Request, root
from unionsearch.errors import UnionSearchError

DEBUG_VARIABLE = "UNIONSEARCH_DEBUG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that ``arguments`` (default: the process's) ask for; the exit status.

    click's own ``main`` is passed by: it would expand ``*`` in a query like a file pattern on Windows,
    and has its own exit codes.
    """
    terminal.prepare()
    if COMPLETE_VARIABLE in os.environ:
        root.main(prog_name=PROGRAM, complete_var=COMPLETE_VARIABLE)
    given = list(sys.argv[1:] if arguments is None else arguments)
    request = Request()
    end: object
    try:
        with root.make_context(PROGRAM, given, obj=request) as context:
            end = root.invoke(context)
            terminal.flush()
    except UnionSearchError as error:
        end = error
        terminal.tell(*failures.lines_for(error, request.query))
    except (OutputClosed, BrokenPipeError):
        end = OutputClosed()
        terminal.abandon_output()
    except (click.exceptions.Exit, click.Abort, KeyboardInterrupt) as error:
        end = error
    except click.ClickException as error:
        end = error
        terminal.tell(*failures.lines_for(error))
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        end = error
        terminal.tell(*failures.defect(error))
    return exit_code(end)
