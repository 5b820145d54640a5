"""
SpikingJelly's own neuron, `LIFNode` with v[t] = beta v[t-1] + drive and the arctan surrogate.

After a spike SpikingJelly subtracts the threshold before the decay, snnTorch after it: what is missing, (1 - beta) threshold, is taken
from the next drive. That makes both the same, and keeps the node from running all steps in one call.
"""

from importlib.metadata import version

from spikingjelly.activation_based import neuron, surrogate

from training_pytorch import main


class LIF:
    def __init__(self, spec, parameters):
        self.parameters = parameters
        threshold, beta = float(spec["threshold"]), spec["beta"]
        self.missing = (1 - beta) * threshold
        self.node = neuron.LIFNode(
            tau=1 / (1 - beta),
            decay_input=False,
            v_threshold=threshold,
            v_reset=None,
            surrogate_function=surrogate.ATan(alpha=spec["surrogateSlope"]),
            detach_reset=True,
        )

    def drive(self, x):
        return x @ self.parameters["weights"] + self.parameters["bias"]

    def initial(self, _):
        self.node.reset()

    def step(self, drive, spikes):
        if spikes is not None:
            drive = drive - self.missing * spikes.detach()
        spikes = self.node(drive)
        return spikes, spikes


if __name__ == "__main__":
    main(LIF, variants=("hoisted", "per-step"), spikingjelly=version("spikingjelly"))
