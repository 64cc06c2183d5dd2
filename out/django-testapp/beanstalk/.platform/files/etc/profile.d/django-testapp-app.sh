# tiers.app.env: the program's environment in login shells of root, and of those who may become root.
if [ "$(id -u)" -eq 0 ]; then
  eval "$(/usr/local/lib/django-testapp-app/environment)"
else
  eval "$(sudo -n /usr/local/lib/django-testapp-app/environment 2>/dev/null)"
fi
