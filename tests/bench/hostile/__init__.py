"""Inputs that try to take all time or memory, or to hide words: `python -m tests.bench.limits`."""

from tests.bench.hostile.archives import ARCHIVES
from tests.bench.hostile.editors_files import EDITORS_FILES
from tests.bench.hostile.marked import MARKED
from tests.bench.hostile.new_editions import MANY, new_editions
from tests.bench.hostile.pages import PAGES
from tests.bench.hostile.plain import PLAIN
from tests.bench.hostile.row import HostileInput

FILES = (*PLAIN, *MARKED, *PAGES, *ARCHIVES)
HOSTILE: tuple[HostileInput, ...] = (*FILES, *EDITORS_FILES, *MANY, *new_editions(FILES))
