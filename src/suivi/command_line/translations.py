"""How do the catalogues of the interface follow the program?"""

from suivi.command_line.stopping import Arguments
from suivi.languages import catalogues


def run(words: list[str]) -> None:
    """Collects the sentences, updates and compiles the catalogues, and says what is missing."""
    Arguments("translations").parse_args(words)
    catalogues.update()
    for language in catalogues.LANGUAGES:
        faults = catalogues.faults(language)
        print(f"{language}: {len(faults)} to do")
        for fault in faults:
            print(f"  {fault}")
