"""The `kelurahan` command."""

from sync.server.cli import main

if __name__ == "__main__":
    main(prog_name="kelurahan")
