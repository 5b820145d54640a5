"""Reads the folder that the benchmark writes for a peer: network, parameters, images, labels and one fixed spike train."""

import json
from pathlib import Path

import numpy as np


class Problem:
    """One network and one batch, as plain NumPy arrays; everything time-major [T, B, N]."""

    def __init__(self, folder):
        self.folder = Path(folder)
        description = json.loads((self.folder / "problem.json").read_text())
        network = description["network"]
        encoding = description["encoding"]
        self.inputs = network["inputs"]
        self.layers = network["layers"]
        self.readout = network["readout"]
        self.prefix = encoding["prefix"]
        self.steps = encoding["steps"]
        self.compared = description["compared"]
        self.adam = description["adam"]
        self.parameters = {
            entry["name"]: self._floats(entry["file"]).reshape(entry["shape"])
            for entry in description["parameters"]
        }
        self.learned = [entry["name"] for entry in description["parameters"] if entry["learned"]]
        self.labels = np.fromfile(self.folder / "labels.u8", np.uint8).astype(np.int64)
        images = np.fromfile(self.folder / "images.u8", np.uint8).reshape(-1, self.inputs)
        # What a pixel's 16-bit draw is compared with, and the probability that this makes.
        self.thresholds = np.rint(encoding["gain"] * images / 255.0 * 65536).astype(np.uint32)
        self.probabilities = (self.thresholds / 65536).astype(np.float32)

    def fixed_spikes(self):
        """The spikes of the first samples, on which both sides are compared: [T, B', inputs], and these samples' labels."""
        samples, steps = self.compared["samples"], self.compared["steps"]
        shape = (self.prefix + steps, samples, self.inputs)
        bits = np.fromfile(self.folder / "spikes.bits", np.uint8)
        spikes = np.unpackbits(bits, bitorder="little", count=int(np.prod(shape)))
        return spikes.reshape(shape).astype(np.float32), self.labels[:samples]

    def layer_parameters(self, layer):
        """The parameters of one layer by symbol."""
        own = f"{layer}."
        return {name[len(own):]: values for name, values in self.parameters.items() if name.startswith(own)}

    def write(self, name, values):
        """Leaves an array for the other side, in a folder of the peers' answers."""
        answers = self.folder / "answers"
        answers.mkdir(exist_ok=True)
        np.asarray(values, np.float32).tofile(answers / f"{name}.f32")

    def _floats(self, file):
        return np.fromfile(self.folder / file, np.float32)
