class Processor {}
