"""Figures and commitments in what a paper says."""
