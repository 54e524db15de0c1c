"""`python -m training.export line`: the learned weights as ONNX in 8 bits, with their hash."""

import argparse
import hashlib
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import torch
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.fonts import find_faces
from training.net import Net
from training.samples import TASKS, Kind, draw_sample
from training.train import FOLDER

WEIGHTS: Final = Path(__file__).parents[1] / "pipeline" / "extract" / "scan" / "weights"
CALIBRATED: Final = 300  # strips from which the ranges of the activations are taken
WIDTH: Final = 480  # pixels of each of them
INPUT: Final = "strips"
HEAD: Final = "/head/Conv"  # stays in float: in 8 bits twice as many columns change their class


class _Strips(CalibrationDataReader):
    def __init__(self, kind: Kind) -> None:
        self._found = self._draw(kind)

    @staticmethod
    def _draw(kind: Kind) -> Iterator[dict[str, np.ndarray]]:
        r, faces = random.Random(99), find_faces(False)
        for _ in range(CALIBRATED):
            strip, _ = draw_sample(r, kind, faces, 40)
            padded = np.zeros((1, 1, strip.shape[0], WIDTH), np.float32)
            padded[0, 0, :, : strip.shape[1]] = strip[:, :WIDTH]
            yield {INPUT: padded}

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._found, None)


def export(kind: Kind) -> Path:
    """Writes `weights/{kind}.onnx` (int8) and beside `data/{kind}.pt` the same in float."""
    task = TASKS[kind]
    net = Net(task.shape, len(task.alphabet.classes))
    net.load_state_dict(torch.load(FOLDER / f"{kind}.pt", weights_only=True))
    exact, target = FOLDER / f"{kind}.onnx", WEIGHTS / f"{kind}.onnx"
    WEIGHTS.mkdir(exist_ok=True)
    torch.onnx.export(
        net.eval(),
        (torch.zeros(1, 1, task.shape.height, 200),),
        exact,
        input_names=[INPUT],
        output_names=["logits"],
        dynamic_axes={INPUT: {0: "n", 3: "width"}, "logits": {0: "n", 2: "columns"}},
        opset_version=17,
        dynamo=False,
    )
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(exact, ready, skip_symbolic_shape=True)
        quantize_static(
            ready,
            target,
            _Strips(kind),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[HEAD],
            per_channel=True,
            reduce_range=False,
            calibrate_method=CalibrationMethod.Percentile,
            extra_options={"CalibPercentile": 99.995},
        )
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(TASKS))
    written = export(parser.parse_args().kind)
    print(hashlib.sha256(written.read_bytes()).hexdigest(), written.stat().st_size, written)
