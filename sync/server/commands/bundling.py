"""`kelurahan bundle`: a built program as one signed file that kiosks take from a stick."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import bundles
from kiosk.errors import WrongUse
from sync.server.audit import Action, record
from sync.server.commands.command import ACTOR, data_option, json_option, main, server_of, tell


@main.command("bundle")
@data_option
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--version", help="Which version it must be, as 1.4.0: refused where it is another.")
@click.option("--least", default="0.0", show_default=True, help="The oldest version that may be followed by this one.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .pku file to write.")
@json_option
def bundle(data: Path, folder: Path, version: str | None, least: str, out: Path, *, as_json: bool) -> None:
    """Pack and sign a built program (dist/kiosk of ./run build) for the office's kiosks."""
    with server_of(data) as server:
        keys = server.office
        made = bundles.write(folder, out, least=least, office=keys.public, sign_seed=keys.sign_seed, chain=keys.chain)
        if version not in (None, made.version):
            out.unlink()
            raise WrongUse(
                f"{folder} holds version {made.version}, not {version}.", "Build that one, or give its folder."
            )
        with server.database.writing() as connection:
            now, detail = server.clock.now_ms(), f"{made.version} {made.packed_sha256.hex()}"
            record(connection, keys.code, ACTOR, Action.BUNDLE_SIGNED, now=now, detail=detail)
    size = out.stat().st_size
    if as_json:
        tell({"file": str(out), "version": made.version, "files": len(made.files), "size": size, "unpacked": made.size})
        return
    click.echo(f"bundle    {out}: {made.version}, {len(made.files)} files, {size // 2**20} MB")
    click.echo("On a kiosk: maintenance mode, Pembaruan; or kiosk update install FILE")
