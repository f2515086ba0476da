"""`python -m tests.watched_bot serve` is `themenblock serve` with a watchdog on its event loop."""

import sys

from bot.cli import main
from tests.watchdog import watch

if __name__ == "__main__":
    watch()
    sys.exit(main())
