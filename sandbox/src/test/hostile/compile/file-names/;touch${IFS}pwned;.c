int fifth;
