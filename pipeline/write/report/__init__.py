"""The report that an auditor signs: pages that need nothing but a browser."""
