"""
SpikingJelly's own neuron, `LIFNode` with v[t] = beta v[t-1] + drive and the arctan surrogate.

SpikingJelly subtracts the threshold before the decay, snnTorch after it: `neuronal_reset` is replaced to subtract
threshold / beta, which makes the two the same.
"""

from importlib.metadata import version

from spikingjelly.activation_based import neuron, surrogate

from training_pytorch import main


class Node(neuron.LIFNode):
    def __init__(self, spec):
        beta = spec["beta"]
        super().__init__(
            tau=1 / (1 - beta),
            decay_input=False,
            v_threshold=float(spec["threshold"]),
            v_reset=None,
            surrogate_function=surrogate.ATan(alpha=spec["surrogateSlope"]),
            detach_reset=True,
        )
        self.subtracted = spec["threshold"] / beta

    def neuronal_reset(self, spike):
        self.v = self.v - self.subtracted * spike.detach()


class LIF:
    def __init__(self, spec, parameters):
        self.parameters = parameters
        self.node = Node(spec)

    def drive(self, x):
        return x @ self.parameters["weights"] + self.parameters["bias"]

    def initial(self, _):
        self.node.reset()

    def step(self, drive, _):
        return self.node(drive), None


if __name__ == "__main__":
    main(LIF, variants=("hoisted", "per-step"), spikingjelly=version("spikingjelly"))
