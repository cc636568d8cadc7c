"""PDF by its layout."""

from index.loading.pdf.loader import PdfLoader

__all__ = ["PdfLoader"]
