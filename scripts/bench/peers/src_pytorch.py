"""The Spiking Recurrent Cell in PyTorch: default variant (step gate on h[t-1], detached recurrences, ReLU bypass)."""

import torch

from training_pytorch import main


class ReLUBypass(torch.autograd.Function):
    """Forward ReLU, backward identity."""

    @staticmethod
    def forward(_, h):
        return h.relu()

    @staticmethod
    def backward(_, gradient):
        return gradient


class SRC:
    def __init__(self, spec, parameters):
        self.spec = spec
        self.parameters = parameters

    def drive(self, x):
        return x @ self.parameters["weights"]

    def initial(self, samples):
        p = self.parameters
        return torch.zeros(samples, self.spec["units"]), p["h0"].expand(samples, -1), p["hs0"].expand(samples, -1)

    def step(self, drive, state):
        p, rho, z_hyp, z_dep = self.parameters, self.spec["rho"], self.spec["zHyp"], self.spec["zDep"]
        i, h, hs = state
        h, hs = h.detach(), hs.detach()
        i = self.spec["alpha"] * i + drive
        x = rho * torch.tanh(i / rho)
        zs = torch.where(h > 0.5, z_dep, z_hyp)
        h_next = torch.tanh(x + p["r"] * h + p["rs"] * hs + p["bias"])
        hs_next = torch.lerp(h, hs, zs)
        return ReLUBypass.apply(h_next), (i, h_next, hs_next)


if __name__ == "__main__":
    main(SRC)
