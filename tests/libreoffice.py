"""How do the tests save a file as LibreOffice does? With LibreOffice itself, without a window."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Final

# Separator, quote, encoding (76: UTF-8, 65535: UTF-16), first line; then each cell as it is shown.
CSV: Final = "csv:Text - txt - csv (StarCalc):{separator},34,{encoding},1,,0,false,true"


def saved(data: bytes, *, ending: str = "xlsx", to: str = "xlsx") -> bytes:
    """The file opened in LibreOffice Calc and saved as `to`: an ending, or a filter of Calc."""
    program = os.environ.get("SUIVI_SOFFICE", "soffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"table.{ending}"
        source.write_bytes(data)
        words = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        target = folder / "saved"
        words += ["--infilter=CSV:44,34,76,1"] if ending == "csv" else []
        words += ["--convert-to", to, "--outdir", str(target), str(source)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=180, check=False)
        found = list(target.glob("*")) if target.exists() else []
        assert found, f"LibreOffice saved nothing: {done.stderr[-300:]}"
        return found[0].read_bytes()


def as_csv(data: bytes, separator: str = ";", encoding: int = 76) -> bytes:
    """A workbook saved as CSV."""
    return saved(data, to=CSV.format(separator=ord(separator), encoding=encoding))
