"""Invented plans printed, scanned and read: how many amounts are right, flagged, silently wrong."""
