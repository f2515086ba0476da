"""The command `python -m sandbox`."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from cryptography import x509

from sandbox.apps.package import AppPackage, PackageRefusedError, read_package
from sandbox.office import DEFAULT_OFFICE
from sandbox.server import Options, run

NODE_MODULES = Path(__file__).resolve().parent.parent / "node_modules"


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--page-port", type=int, default=0)
    parser.add_argument("--microsoft-port", type=int, default=0)
    parser.add_argument("--bot-url", default="http://127.0.0.1:3978/api/messages")
    parser.add_argument("--office", type=Path, default=DEFAULT_OFFICE)
    parser.add_argument("--node-modules", type=Path, default=NODE_MODULES)
    parser.add_argument("--app-package", type=_package)
    parser.add_argument(
        "--app-certificate",
        type=_certificate,
        metavar="FILE",
        help="a certificate that the bot may sign in with, as PEM",
    )
    parser.add_argument(
        "--as-microsoft",
        action="store_true",
        help="go by Microsoft's names, where they have been made to lead to this machine",
    )
    given = parser.parse_args()
    options = Options(
        data_dir=given.data_dir,
        page_port=given.page_port,
        microsoft_port=given.microsoft_port,
        bot_url=given.bot_url,
        office_file=given.office,
        node_modules=given.node_modules,
        app=given.app_package,
        as_microsoft=given.as_microsoft,
        certificate=given.app_certificate,
    )
    asyncio.run(run(options))


def _package(path: str) -> AppPackage:
    try:
        return read_package(Path(path).read_bytes())
    except (OSError, PackageRefusedError) as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from None


def _certificate(path: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(Path(path).read_bytes())
    except (OSError, ValueError) as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from None


if __name__ == "__main__":
    main()
