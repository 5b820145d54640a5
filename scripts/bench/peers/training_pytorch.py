"""
What all PyTorch peers share: a network over a whole sequence, the frozen leaky readout, and a training step.

A cell is an object with
    drive(x)              [..., inputs] -> [..., N], what the input contributes; linear, without state
    initial(samples)      the state before the first step
    step(drive, state)    -> (output [B, N], next state)
"""

import torch
from torch.nn.functional import cross_entropy

from serve import arguments, serve
from problem import Problem

VARIANTS = ("hoisted", "per-step", "compiled")


def parameters(problem, layer):
    """One layer's parameters as tensors by symbol; those that are learned require gradients."""
    return {
        symbol: torch.tensor(values, requires_grad=f"{layer}.{symbol}" in problem.learned)
        for symbol, values in problem.layer_parameters(layer).items()
    }


class Training:
    """
    hoisted    layer by layer: one product for the drives of all steps, then step after step
    per-step   step after step: each step runs all layers, each with its own product
    compiled   hoisted, with the cell's step compiled by torch.compile
    """

    def __init__(self, problem, cells, variant):
        self.problem = problem
        self.cells = cells
        self.run = self.per_step if variant == "per-step" else self.hoisted
        self.step_of = [
            torch.compile(cell.step) if variant == "compiled" else cell.step for cell in cells
        ]
        self.leak = problem.readout["leak"]
        self.assignment = torch.tensor(problem.parameters["readout.weights"])
        self.learned = {
            f"{layer}.{symbol}": tensor
            for layer, cell in enumerate(cells)
            for symbol, tensor in cell.parameters.items()
            if tensor.requires_grad
        }
        settings = problem.adam
        self.optimiser = torch.optim.Adam(
            self.learned.values(),
            lr=settings["rate"],
            betas=(settings["beta1"], settings["beta2"]),
            eps=settings["epsilon"],
        )
        self.labels = torch.tensor(problem.labels)
        # Pixels that are black never spike: four fifths of the draws need not be made.
        self.bright = torch.tensor(problem.probabilities.ravel().nonzero()[0])
        self.probabilities = torch.tensor(problem.probabilities).flatten()[self.bright]
        self.stimulus = torch.zeros(problem.steps, problem.probabilities.size)

    def draw(self):
        """The stimulus without its empty prefix, [steps, B, inputs]: each pixel spikes with its own probability."""
        spikes = torch.rand(self.problem.steps, len(self.bright)) < self.probabilities
        self.stimulus.index_copy_(1, self.bright, spikes.float())
        return self.stimulus.view(self.problem.steps, -1, self.problem.inputs)

    def hoisted(self, stimulus):
        """The readout R at the last step, [B, labels]."""
        samples = stimulus.shape[1]
        outputs = None
        for layer, cell in enumerate(self.cells):
            if outputs is None:
                # The prefix is empty: no product is needed to know its drive.
                silence = cell.drive(stimulus.new_zeros(samples, stimulus.shape[2]))
                drives = [silence] * self.problem.prefix + list(cell.drive(stimulus).unbind())
            else:
                drives = cell.drive(torch.stack(outputs)).unbind()
            state = cell.initial(samples)
            outputs = []
            for drive in drives:
                output, state = self.step_of[layer](drive, state)
                outputs.append(output)
        steps = len(outputs)
        weights = self.leak ** torch.arange(steps - 1, -1, -1, dtype=stimulus.dtype)
        return torch.tensordot(weights, torch.stack(outputs), 1) @ self.assignment

    def per_step(self, stimulus):
        samples, inputs = stimulus.shape[1:]
        states = [cell.initial(samples) for cell in self.cells]
        integrated = 0
        for x in [stimulus.new_zeros(samples, inputs)] * self.problem.prefix + list(stimulus):
            for layer, cell in enumerate(self.cells):
                x, states[layer] = cell.step(cell.drive(x), states[layer])
            integrated = self.leak * integrated + x
        return integrated @ self.assignment

    def compare(self):
        """Logits, loss and gradients on the fixed spikes."""
        spikes, labels = self.problem.fixed_spikes()
        logits = self.run(torch.tensor(spikes[self.problem.prefix:]))
        loss = cross_entropy(logits, torch.tensor(labels))
        self.optimiser.zero_grad()
        loss.backward()
        gradients = {name: tensor.grad.numpy() for name, tensor in self.learned.items()}
        return logits.detach().numpy(), loss.item(), gradients

    def train_step(self):
        """Draws the spikes, runs forward and backward, and updates the parameters."""
        loss = cross_entropy(self.run(self.draw()), self.labels)
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        return loss.item()


def main(cell_of, variants=VARIANTS, **versions):
    """Runs a peer whose cells are `cell_of(spec, parameters by symbol)`."""
    options = arguments(variants)
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    problem = Problem(options.folder)
    cells = [cell_of(spec, parameters(problem, k)) for k, spec in enumerate(problem.layers)]
    serve(problem, Training(problem, cells, options.variant), {"torch": torch.__version__, **versions})
