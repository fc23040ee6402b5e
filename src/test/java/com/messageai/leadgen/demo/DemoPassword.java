package com.messageai.leadgen.demo;

/** With which the demo's users sign in. */
record DemoPassword(String value) {}
