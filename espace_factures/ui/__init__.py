"""Looks without business."""
