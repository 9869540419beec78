"""The ten-question talk as people write it with other libraries: every answer committed, nothing else promised."""
