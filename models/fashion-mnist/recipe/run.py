"""Trains the whole plan with a few one-thread processes: python3 run.py --work FOLDER, or --smoke."""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import data
import freeze
import score
from plan import COPIES, TEACHER, models

# Without these the C library returns every large buffer to the kernel and each step pays for it in page faults:
# two to four times the time per step was measured.
ALLOCATOR = {"OMP_NUM_THREADS": "1", "MALLOC_MMAP_MAX_": "0",
             "MALLOC_TRIM_THRESHOLD_": "8000000000", "MALLOC_TOP_PAD_": "268435456"}


class Queue:
    """Hands out the first job whose inputs exist: logits wait for the teacher, distilled models for the logits."""

    def __init__(self, work, smoke):
        self.work, self.smoke = work, smoke
        self.done, self.changed = set(), threading.Condition()
        logits = [("--logits", str(copy)) for copy in range(COPIES)]
        jobs = [("--model", model.id) for model in models()]
        self.needs = {job: set() for job in jobs}
        self.needs |= {job: {("--model", TEACHER)} for job in logits}
        self.needs |= {("--model", model.id): set(logits) for model in models() if model.distilled}
        self.waiting = jobs[:1] + logits + jobs[1:]
        self.failed = False

    def take(self):
        with self.changed:
            while self.waiting and not self.failed:
                ready = next((job for job in self.waiting if self.needs[job] <= self.done), None)
                if ready:
                    self.waiting.remove(ready)
                    return ready
                self.changed.wait()
            return None

    def finish(self, job, succeeded):
        with self.changed:
            self.done.add(job)
            self.failed |= not succeeded
            self.changed.notify_all()

    def worker(self):
        script = Path(__file__).with_name("train.py")
        while job := self.take():
            command = [sys.executable, str(script), *job, "--work", str(self.work)] + ["--smoke"] * self.smoke
            result = subprocess.run(command, env=os.environ | ALLOCATOR, check=False)
            self.finish(job, result.returncode == 0)


def train_all(work, workers, smoke):
    """Runs every job that is not finished yet; finished epochs and stored logits are not repeated."""
    queue = Queue(work, smoke)
    threads = [threading.Thread(target=queue.worker) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if queue.failed:
        sys.exit("a training process failed; its message is above")


def smoke_test(workers):
    """Every stage on few images in a temporary folder; nothing committed and no test image is touched."""
    with tempfile.TemporaryDirectory() as folder:
        work, family = Path(folder) / "work", Path(folder) / "family"
        work.mkdir()
        train_all(work, workers, smoke=True)
        freeze.freeze(work, family, data.SMOKE_ITEMS)
        score.score(work, family, *data.random_test(256))
        files = sorted(path.relative_to(family) for path in family.rglob("*") if path.is_file())
        print(f"smoke run wrote {len(files)} files: {', '.join(map(str, files))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--work", type=Path, help="folder for checkpoints, outside the repository")
    target.add_argument("--smoke", action="store_true", help="run all stages in miniature and leave no trace")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.smoke:
        smoke_test(arguments.workers)
    else:
        arguments.work.mkdir(parents=True, exist_ok=True)
        train_all(arguments.work, arguments.workers, smoke=False)


if __name__ == "__main__":
    main()
