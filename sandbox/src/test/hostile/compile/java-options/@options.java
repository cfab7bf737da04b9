class Options {}
