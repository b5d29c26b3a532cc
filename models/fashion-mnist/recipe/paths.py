"""Where the committed family and its logs live, and how files are identified."""

import hashlib
from pathlib import Path

FAMILY = Path(__file__).resolve().parent.parent
TEST_FILE = "data/test.npz"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
