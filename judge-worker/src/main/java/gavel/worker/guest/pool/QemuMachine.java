package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;

/** A machine of QEMU that runs. */
record QemuMachine(MachineDirectory directory, VsockDaemon parent, GuestTransport transport)
    implements Machine {
  @Override
  public boolean isAlive() {
    return parent.isAlive();
  }

  @Override
  public String lastWords() {
    return parent.lastWords();
  }

  @Override
  public void stop() {
    parent.close();
  }

  @Override
  public void close() {
    stop();
    directory.close();
  }
}
