"""`python -m kiosk`: the `kiosk` command."""

from kiosk.app.cli import main

if __name__ == "__main__":
    main()
