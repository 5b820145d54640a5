"""A network of snnTorch's as it exports it itself: `python export_nir.py FILE` writes a NIR file of 40 inputs and LIF layers of 30 and 20 neurons."""

import sys

import nir
import snntorch
import torch
from snntorch.export_nir import export_to_nir

INPUTS, UNITS, BETAS, THRESHOLDS = 40, (30, 20), (0.9, 0.8), (1.0, 0.7)


def main(file):
    torch.manual_seed(1)
    layers = []
    for inputs, units, beta, threshold in zip((INPUTS, *UNITS), UNITS, BETAS, THRESHOLDS):
        every = torch.ones(units)
        layers += [
            torch.nn.Linear(inputs, units),
            # One value a neuron, or the exported node has no size.
            snntorch.Leaky(
                beta=beta * every, threshold=threshold * every, reset_mechanism="zero", init_hidden=True
            ),
        ]
        torch.nn.init.uniform_(layers[-2].weight, -0.3, 0.5)
    nir.write(file, export_to_nir(torch.nn.Sequential(*layers), torch.zeros(INPUTS)))


if __name__ == "__main__":
    main(sys.argv[1])
