"""How long does an IATI file take to come in, and how much memory, at a size of one's choice?

`python -m suivi.command_line.benchmark.iati write FILE COUNT` writes a file with so many invented
projects, the same on every machine: countries with shares, sectors, markers, budgets, transactions.
`… iati measure COUNT` imports one into a throw-away installation by the real command, then the same
file again with every tenth project changed, and prints a table.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

COUNTRIES: Final = ("CD", "ML", "AF", "BF", "RW", "BI", "UG", "NE", "SN", "TN", "PS", "UA")
SECTORS: Final = ("15170", "15180", "15160", "15220", "13020", "72010", "15164")
WORDS: Final = (
    *("women", "peace", "security", "training", "protection", "justice", "support", "network"),
    *("femmes", "paix", "sécurité", "formation", "protection", "appui", "réseau", "médiation"),
)
PLAN: Final = "src/suivi/plans/data/be-wps-2013-2016.json"
ROOT: Final = Path(__file__).resolve().parents[4]


def project(number: int, dice: random.Random, *, changed: bool) -> str:
    """One project; changed, it has another title."""
    first, second = dice.sample(COUNTRIES, 2)
    title = " ".join(dice.sample(WORDS, 5)) + (" (2)" if changed else "")
    text = " ".join(dice.choices(WORDS, k=60))
    year = dice.randrange(2012, 2022)
    score = dice.choice(("", ' significance="0"', ' significance="1"', ' significance="2"'))
    money = "".join(transaction(dice, year) for _ in range(6))
    return f"""
 <iati-activity xml:lang="en" default-currency="EUR" humanitarian="0">
  <iati-identifier>XM-DAC-2-10-{number}</iati-identifier>
  <reporting-org ref="XM-DAC-2-10" type="10"><narrative>Invented</narrative></reporting-org>
  <title><narrative>{escape(title)} {number}</narrative></title>
  <description><narrative>{escape(text)}</narrative></description>
  <participating-org role="1" type="10" ref="XM-DAC-2-10"/>
  <participating-org role="4"><narrative>Partner {number % 50}</narrative></participating-org>
  <activity-status code="{dice.choice("1234")}"/>
  <activity-date type="1" iso-date="{year}-01-01"/>
  <activity-date type="2" iso-date="{year}-02-01"/>
  <activity-date type="3" iso-date="{year + 3}-12-31"/>
  <recipient-country code="{first}" percentage="60"/>
  <recipient-country code="{second}" percentage="40"/>
  <sector code="{dice.choice(SECTORS)}" percentage="100"/>
  <policy-marker code="1"{score}/>
  <policy-marker vocabulary="1" code="3" significance="1"/>
  <budget><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>
   <value value-date="{year}-01-01">{dice.randrange(10**6)}</value></budget>{money}
 </iati-activity>"""


def transaction(dice: random.Random, year: int) -> str:
    """A commitment, disbursement or expenditure."""
    day = f"{year + dice.randrange(3)}-{dice.randrange(1, 13):02}-15"
    return f"""
  <transaction><transaction-type code="{dice.choice("234")}"/><transaction-date iso-date="{day}"/>
   <value value-date="{day}">{dice.randrange(10**7) / 100:.2f}</value></transaction>"""


def file(count: int, every: int = 0) -> Iterator[str]:
    """The parts of a file; of a second edition, in which every so many a project is changed."""
    dice = random.Random(1325)  # noqa: S311 (sample content)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">'
    for number in range(count):
        yield project(number, dice, changed=bool(every) and number % every == 0)
    yield "\n</iati-activities>\n"


def write(path: Path, count: int, every: int = 0) -> None:
    """Writes such a file."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(file(count, every))


def measured(*words: str) -> tuple[float, float, str]:
    """Seconds, peak memory in megabytes, and the last lines of a command of ./suivi."""
    script = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True)\n"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "print(done.stdout)"
    )
    began = time.perf_counter()
    command = [sys.executable, "-c", script, sys.executable, "-m", "suivi.command_line", *words]
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True
    ).stdout
    status, memory = answer.splitlines()[0].split()
    if status != "0":
        raise SystemExit(f"{' '.join(words)} did not succeed.")
    return time.perf_counter() - began, int(memory) / 1024, answer.strip().splitlines()[-1]


def measure(count: int) -> None:
    """The whole way, in a throw-away installation."""
    with tempfile.TemporaryDirectory(prefix="suivi-iati-") as name:
        os.environ["SUIVI_DATA"] = f"{name}/data"
        os.environ["DJANGO_SETTINGS_MODULE"] = "suivi.settings"
        one, two = Path(name) / "one.xml", Path(name) / "two.xml"
        write(one, count)
        write(two, count, every=10)
        measured("migrate")
        measured("plan", "load", str(ROOT / PLAN))
        way = ("activities", "import-iati")
        to = ("--body", "development", "--plan", "be-wps-2013-2016", "--line", "10.c")
        print(f"{count:,} activities, {one.stat().st_size / 1e6:.0f} MB\n")
        print("| | seconds | peak memory, MB | |\n|---|---:|---:|---|")
        for label, path, more in (
            ("compare with an empty register", one, ()),
            ("import", one, ("--apply",)),
            ("compare when all is there", one, ()),
            ("import again, every tenth changed", two, ("--apply",)),
        ):
            seconds, memory, said = measured(*way, str(path), *to, *more)
            print(f"| {label} | {seconds:.1f} | {memory:.0f} | {said} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        measure(int(sys.argv[2]))
