"""
A chain of affine maps and LIF neurons in a NIR file, run by others: `python run_nir.py FILE STIMULUS` prints the spikes of the last layer
[T][B][units], once by the equations in NIR's documentation, once by snnTorch. STIMULUS is JSON, input spikes [T][B][inputs].
"""

import contextlib
import io
import json
import sys

import nir
import numpy as np
import torch
from snntorch.import_nir import import_from_nir

# The step (s) that snnTorch takes NIR's seconds to mean.
STEP = 1e-4


def chain(graph):
    """The nodes from input to output."""
    following = dict(graph.edges)
    name = next(name for name, node in graph.nodes.items() if isinstance(node, nir.Input))
    while not isinstance(graph.nodes[name := following[name]], nir.Output):
        yield graph.nodes[name]


def by_equations(graph, stimulus):
    """Euler's rule in double precision: tau dv/dt = (v_leak - v) + R I; v > v_threshold: a spike, and v = v_reset."""
    signal = stimulus
    for node in chain(graph):
        if isinstance(node, nir.LIF):
            tau, r, leak, threshold, reset = (
                np.float64(value) for value in (node.tau, node.r, node.v_leak, node.v_threshold, node.v_reset)
            )
            v = np.zeros_like(signal[0])
            spikes = np.zeros_like(signal)
            for t, current in enumerate(signal):
                v = v + STEP / tau * ((leak - v) + r * current)
                spikes[t] = v > threshold
                v = np.where(spikes[t] > 0, reset, v)
            signal = spikes
        else:
            signal = signal @ np.float64(node.weight).T + np.float64(getattr(node, "bias", 0))
    return signal


def by_snntorch(graph, stimulus):
    # It reports what it does on the standard output.
    with contextlib.redirect_stdout(io.StringIO()), torch.no_grad():
        network = import_from_nir(graph)
        return np.stack([network(torch.tensor(step, dtype=torch.float32))[0].numpy() for step in stimulus])


def main(file, stimulus_file):
    with open(stimulus_file) as text:
        stimulus = np.array(json.load(text), np.float64)
    sides = {"equations": by_equations, "snnTorch": by_snntorch}
    print(json.dumps({name: run(nir.read(file), stimulus).astype(int).tolist() for name, run in sides.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
