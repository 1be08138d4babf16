// What only a script can do, such as asking for a passkey, is hidden until scripts run.
for (const each of document.querySelectorAll("[data-needs-script]")) each.hidden = false;
