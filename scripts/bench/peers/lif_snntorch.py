"""snnTorch's own neuron, `Leaky` with its defaults (threshold 1, reset by subtraction, arctan surrogate)."""

import snntorch
import torch
from snntorch import surrogate

from training_pytorch import main


class Leaky:
    def __init__(self, spec, parameters):
        self.units = spec["units"]
        self.parameters = parameters
        self.neuron = snntorch.Leaky(
            beta=spec["beta"],
            threshold=spec["threshold"],
            spike_grad=surrogate.atan(alpha=spec["surrogateSlope"]),
        )

    def drive(self, x):
        return x @ self.parameters["weights"] + self.parameters["bias"]

    def initial(self, samples):
        return torch.zeros(samples, self.units)

    def step(self, drive, mem):
        return self.neuron(drive, mem)


if __name__ == "__main__":
    main(Leaky, variants=("hoisted", "per-step"), snntorch=snntorch.__version__)
