package com.messageai.leadgen.demo;

/** With which the demo's users sign in. @param changed it was another one in the last run */
record DemoPassword(String value, boolean changed) {}
