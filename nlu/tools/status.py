"""Is the trained model made from what lies on disk now? Prints JSON: {"fresh", "model", "reason"}."""

import hashlib
import json
from pathlib import Path

NLU = Path(__file__).parent.parent
MODEL = NLU / "models" / "current.tar.gz"
FINGERPRINT = NLU / "models" / "current.sha256"
_WHAT_COUNTS = (
    "data/**/*.yml",
    "domain/**/*.yml",
    "components/**/*.py",
    "components/*.yml",
    "config.yml",
    "uv.lock",
)


def fingerprint() -> str:
    """A hash over everything that a model depends on: data, domain, components, config, libraries."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _WHAT_COUNTS for path in NLU.glob(pattern)}):
        digest.update(str(path.relative_to(NLU)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def status() -> dict[str, object]:
    """Whether the model is there and fresh, and if not, why."""
    reason = None
    if not MODEL.exists():
        reason = "no_model"
    elif not FINGERPRINT.exists() or FINGERPRINT.read_text().strip() != fingerprint():
        reason = "changed"
    return {"fresh": reason is None, "model": MODEL.name, "reason": reason}


if __name__ == "__main__":
    print(json.dumps(status()))
