"""The leaky integrate-and-fire neuron in plain PyTorch: reset by subtraction one step after the spike, arctan surrogate."""

import math

import torch

from training_pytorch import main


class Spike(torch.autograd.Function):
    """Forward H(U), backward (a/2) / (1 + (pi/2 a U)^2)."""

    @staticmethod
    def forward(context, u, slope):
        context.save_for_backward(u)
        context.slope = slope
        return (u > 0).to(u.dtype)

    @staticmethod
    def backward(context, gradient):
        (u,) = context.saved_tensors
        slope = context.slope
        return gradient * (slope / 2) / (1 + (math.pi / 2 * slope * u).square()), None


class LIF:
    def __init__(self, spec, parameters):
        self.spec = spec
        self.parameters = parameters

    def drive(self, x):
        return x @ self.parameters["weights"] + self.parameters["bias"]

    def initial(self, samples):
        silent = torch.zeros(samples, self.spec["units"])
        return silent, silent

    def step(self, drive, state):
        mem, spikes = state
        # The spikes of the last step are the reset R of this one.
        mem = self.spec["beta"] * mem + drive - self.spec["threshold"] * spikes.detach()
        spikes = Spike.apply(mem - self.spec["threshold"], self.spec["surrogateSlope"])
        return spikes, (mem, spikes)


if __name__ == "__main__":
    main(LIF)
