"""`python -m kiosk`: the `kiosk` command. The built program is the camera's process and the page while restarting as well."""

import sys

from kiosk.scan import process

if __name__ == "__main__":
    if sys.argv[1:] == [process.ARGUMENT]:
        # Before any command is imported: a resident waits for the camera.
        process.main()
    if sys.argv[1:2] == ["--page"]:
        # The page while restarting: the same, and it needs nothing else of the program.
        from ui.waiting import main as show

        sys.exit(show(sys.argv[2:]))
    from kiosk.app.cli import main

    main()
