"""`python -m training.train line --steps 12000`: learns on the CPU and keeps what it learned."""

import argparse
import copy
import itertools
import math
import time
from pathlib import Path
from typing import Final

import torch
from torch import nn
from torch.utils.data import DataLoader

from training.net import Net
from training.samples import TASKS, Batch, Kind, Samples

FOLDER: Final = Path(__file__).parent / "data"
RATE: Final = 2e-3
WARM_UP: Final = 300  # steps
KEEP: Final = 0.999  # of the averaged weights at each step
REPORT: Final = 100  # steps
SAVE: Final = 500


def train(kind: Kind, steps: int, seed: int, workers: int, start: Path | None) -> Path:
    """Writes `data/{kind}.pt` (averaged weights) as it goes, and says how it goes."""
    torch.manual_seed(seed)
    task = TASKS[kind]
    net = Net(task.shape, len(task.alphabet.classes))
    if start:
        net.load_state_dict(torch.load(start, weights_only=True))
    net = net.to(memory_format=torch.channels_last)
    mean = copy.deepcopy(net)
    learner = torch.optim.AdamW(net.parameters(), RATE, weight_decay=1e-2)
    loader = DataLoader(
        Samples(kind, seed), batch_size=None, num_workers=workers, prefetch_factor=8
    )
    target, began, losses = FOLDER / f"{kind}.pt", time.monotonic(), 0.0
    print(f"{sum(p.numel() for p in net.parameters()):,} weights", flush=True)
    for step, batch in enumerate(itertools.islice(loader, steps), 1):
        fall = (1 + math.cos(math.pi * step / steps)) / 2
        rate = RATE * min(1, step / WARM_UP) * (0.01 + 0.99 * fall)
        for group in learner.param_groups:
            group["lr"] = rate
        losses += _step(net, learner, batch)
        _average(mean, net, min(KEEP, step / (step + 10)))
        if step % REPORT == 0:
            passed = time.monotonic() - began
            print(f"{passed:6.0f} s  step {step}  loss {losses / REPORT:.4f}", flush=True)
            losses = 0.0
        if step % SAVE == 0:
            torch.save(mean.state_dict(), target)
    torch.save(mean.state_dict(), target)
    return target


def _step(net: Net, learner: torch.optim.Optimizer, batch: Batch) -> float:
    strips, columns, targets, lengths = batch
    with torch.autocast("cpu", torch.bfloat16):
        logits = net(strips.contiguous(memory_format=torch.channels_last))
    chances = logits.float().log_softmax(1).permute(2, 0, 1)
    loss = nn.functional.ctc_loss(chances, targets, columns, lengths, zero_infinity=True)
    learner.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    learner.step()
    return loss.item()


@torch.no_grad()
def _average(mean: Net, net: Net, keep: float) -> None:
    for old, new in zip(mean.state_dict().values(), net.state_dict().values(), strict=True):
        if old.dtype.is_floating_point:
            old.lerp_(new, 1 - keep)
        else:
            old.copy_(new)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(TASKS))
    parser.add_argument("--steps", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes that draw lines")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    print(train(args.kind, args.steps, args.seed, args.workers, args.start))
