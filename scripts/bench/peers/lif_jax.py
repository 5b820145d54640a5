"""The leaky integrate-and-fire neuron in JAX: reset by subtraction one step after the spike, arctan surrogate."""

import math

from training_jax import main


class LIF:
    def __init__(self, spec):
        import jax
        import jax.numpy as jnp

        self.spec = spec
        slope = spec["surrogateSlope"]

        @jax.custom_jvp
        def spike(u):
            return (u > 0).astype(jnp.float32)

        @spike.defjvp
        def _(primals, tangents):
            (u,), (du,) = primals, tangents
            return spike(u), du * (slope / 2) / (1 + (math.pi / 2 * slope * u) ** 2)

        self.spike = spike

    def drive(self, p, x):
        return x @ p["weights"] + p["bias"]

    def initial(self, _, samples):
        import jax.numpy as jnp

        silent = jnp.zeros((samples, self.spec["units"]))
        return silent, silent

    def step(self, _, state, drive):
        import jax

        mem, spikes = state
        # The spikes of the last step are the reset R of this one.
        mem = self.spec["beta"] * mem + drive - self.spec["threshold"] * jax.lax.stop_gradient(spikes)
        spikes = self.spike(mem - self.spec["threshold"])
        return (mem, spikes), spikes


if __name__ == "__main__":
    main(LIF)
