"""The Spiking Recurrent Cell in JAX: default variant (step gate on h[t-1], detached recurrences, ReLU bypass)."""

from training_jax import main


class SRC:
    def __init__(self, spec):
        self.spec = spec

    def drive(self, p, x):
        return x @ p["weights"]

    def initial(self, p, samples):
        import jax.numpy as jnp

        shape = (samples, self.spec["units"])
        return jnp.zeros(shape), jnp.broadcast_to(p["h0"], shape), jnp.broadcast_to(p["hs0"], shape)

    def step(self, p, state, drive):
        import jax
        import jax.numpy as jnp

        rho, z_hyp, z_dep = self.spec["rho"], self.spec["zHyp"], self.spec["zDep"]
        i, h, hs = state
        h, hs = jax.lax.stop_gradient((h, hs))
        i = self.spec["alpha"] * i + drive
        x = rho * jnp.tanh(i / rho)
        zs = jnp.where(h > 0.5, z_dep, z_hyp)
        h_next = jnp.tanh(x + p["r"] * h + p["rs"] * hs + p["bias"])
        hs_next = zs * hs + (1 - zs) * h
        # ReLU whose derivative is 1: the difference is exact and constant.
        output = h_next + jax.lax.stop_gradient(jax.nn.relu(h_next) - h_next)
        return (i, h_next, hs_next), output


if __name__ == "__main__":
    main(SRC)
