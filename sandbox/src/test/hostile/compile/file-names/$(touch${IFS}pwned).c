int sixth;
