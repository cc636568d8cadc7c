"""Which lines of a page are its report and which the page around it, in any language: a small fitted model."""
