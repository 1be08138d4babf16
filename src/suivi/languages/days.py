"""How is a day written when it is typed by hand?"""

from typing import Final

# As browsers send it, and as people write it in Belgium: day before month, in every language.
TYPED: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
