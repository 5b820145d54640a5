"""
What both JAX peers share: a network over a whole sequence (`lax.scan`), the frozen leaky readout, and a jitted training step.

A cell is an object with
    drive(p, x)            [..., inputs] -> [..., N]
    initial(p, samples)    the state before the first step
    step(p, state, drive)  -> (next state, output [B, N])
where p are the layer's parameters by symbol.
"""

import os
from functools import partial

from problem import Problem
from serve import arguments, serve

VARIANTS = ("hoisted", "per-step")


def main(cell_of, **versions):
    """Runs a peer whose cells are `cell_of(spec)`."""
    options = arguments(VARIANTS)
    # XLA has as many threads as the process may use cores; it looks when it is loaded.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    import jax

    problem = Problem(options.folder)
    cells = [cell_of(spec) for spec in problem.layers]
    serve(problem, Training(problem, cells, options.variant), {"jax": jax.__version__, **versions})


class Training:
    """
    hoisted    layer by layer: one product for the drives of all steps, then a scan over the steps
    per-step   one scan over the steps: each runs all layers, each with its own product
    """

    def __init__(self, problem, cells, variant):
        import jax
        import jax.numpy as jnp

        self.problem = problem
        leak, settings = problem.readout["leak"], problem.adam
        assignment = jnp.asarray(problem.parameters["readout.weights"])
        prefix, steps = problem.prefix, problem.steps

        def hoisted(layers, stimulus):
            samples = stimulus.shape[1]
            x = stimulus
            for layer, (cell, p) in enumerate(zip(cells, layers)):
                drive = cell.drive(p, x)
                if layer == 0:
                    # The prefix is empty: no product is needed to know its drive.
                    silence = cell.drive(p, jnp.zeros(problem.inputs))
                    drive = jnp.concatenate([jnp.broadcast_to(silence, (prefix, *drive.shape[1:])), drive])
                _, x = jax.lax.scan(partial(cell.step, p), cell.initial(p, samples), drive)
            weights = leak ** jnp.arange(len(x) - 1, -1, -1, dtype=jnp.float32)
            return jnp.tensordot(weights, x, 1) @ assignment

        def per_step(layers, stimulus):
            samples, inputs = stimulus.shape[1:]

            def step(carry, x):
                states, integrated = carry
                following = []
                for cell, p, state in zip(cells, layers, states):
                    state, x = cell.step(p, state, cell.drive(p, x))
                    following.append(state)
                return (following, leak * integrated + x), None

            states = [cell.initial(p, samples) for cell, p in zip(cells, layers)]
            width = problem.layers[-1]["units"]
            stimulus = jnp.concatenate([jnp.zeros((prefix, samples, inputs)), stimulus])
            (_, integrated), _ = jax.lax.scan(step, (states, jnp.zeros((samples, width))), stimulus)
            return integrated @ assignment

        run = hoisted if variant == "hoisted" else per_step
        constants = [
            {s: v for s, v in problem.layer_parameters(k).items() if f"{k}.{s}" not in problem.learned}
            for k in range(len(cells))
        ]
        learned = [
            {s: jnp.asarray(v) for s, v in problem.layer_parameters(k).items() if f"{k}.{s}" in problem.learned}
            for k in range(len(cells))
        ]

        def loss_of(learned, stimulus, labels):
            logits = run([{**c, **l} for c, l in zip(constants, learned)], stimulus)
            chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], 1)
            return -chosen.mean(), logits

        differentiate = jax.value_and_grad(loss_of, has_aux=True)

        def adam(value, gradient, m, v, t):
            m = settings["beta1"] * m + (1 - settings["beta1"]) * gradient
            v = settings["beta2"] * v + (1 - settings["beta2"]) * gradient**2
            m_hat = m / (1 - settings["beta1"] ** t)
            v_hat = v / (1 - settings["beta2"] ** t)
            return value - settings["rate"] * m_hat / (jnp.sqrt(v_hat) + settings["epsilon"]), m, v

        # Pixels that are black never spike: four fifths of the draws need not be made.
        bright = problem.thresholds.ravel().nonzero()[0]
        thresholds = jnp.asarray(problem.thresholds.ravel()[bright])
        labels = jnp.asarray(problem.labels)

        def draw(key):
            """The stimulus without its empty prefix; 16 random bits a draw, as in this project's own rate code."""

            def step(_, key):
                words = jax.random.bits(key, ((len(bright) + 1) // 2,), jnp.uint32)
                draws = jnp.concatenate([words & 0xFFFF, words >> 16])[: len(bright)]
                spikes = (draws < thresholds).astype(jnp.float32)
                empty = jnp.zeros(problem.thresholds.size)
                return _, empty.at[bright].set(spikes, unique_indices=True, indices_are_sorted=True)

            _, stimulus = jax.lax.scan(step, None, jax.random.split(key, steps))
            return stimulus.reshape(steps, -1, problem.inputs)

        def train_step(learned, m, v, t, key):
            (loss, _), gradients = differentiate(learned, draw(key), labels)
            leaves, tree = jax.tree.flatten(learned)
            updated = [
                adam(*leaf, t)
                for leaf in zip(leaves, *(jax.tree.leaves(values) for values in (gradients, m, v)))
            ]
            return loss, *(jax.tree.unflatten(tree, part) for part in zip(*updated))

        self.state = [learned, jax.tree.map(jnp.zeros_like, learned), jax.tree.map(jnp.zeros_like, learned)]
        self.time = 0
        self.key = jax.random.key(1)
        self.fold_in = jax.random.fold_in
        self.differentiate = jax.jit(differentiate)
        self.update = jax.jit(train_step, donate_argnums=(0, 1, 2))

    def compare(self):
        """Logits, loss and gradients on the fixed spikes."""
        spikes, labels = self.problem.fixed_spikes()
        (loss, logits), gradients = self.differentiate(self.state[0], spikes[self.problem.prefix:], labels)
        named = {f"{k}.{symbol}": values for k, layer in enumerate(gradients) for symbol, values in layer.items()}
        return logits, loss, named

    def train_step(self):
        """Draws the spikes, runs forward and backward, and updates the parameters."""
        self.time += 1
        loss, *self.state = self.update(*self.state, float(self.time), self.fold_in(self.key, self.time))
        return loss.block_until_ready()
