"""Where the recipe reads and writes."""

import hashlib
from pathlib import Path

FAMILY = Path(__file__).resolve().parent.parent
TEST_FILE = "data/test.npz"
WORDNET = Path("/usr/share/wordnet/data.noun")


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
