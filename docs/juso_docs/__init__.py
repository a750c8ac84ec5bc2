"""The generated parts of the documentation: one module a page, each with the explanations that no code holds."""
