"""`python -m kiosk`: the `kiosk` command. The built program is the camera's process as well."""

import sys

from kiosk.scan import process

if __name__ == "__main__":
    if sys.argv[1:] == [process.ARGUMENT]:
        # Before any command is imported: a resident waits for the camera.
        process.main()
    from kiosk.app.cli import main

    main()
