"""`python -m bot` is `themenblock`."""

import sys

from bot.cli import main

sys.exit(main())
