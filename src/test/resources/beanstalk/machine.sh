# A machine of Elastic Beanstalk over the one that this runs on: root, work, port, program's port, venv.
set -euo pipefail
root=$1 work=$2 port=$3 program=$4 venv=$5 stand_in=$6
mount -t tmpfs tmpfs "$root"
mkdir "$root/upper" "$root/work" "$root/machine"
mount -t overlay overlay -o "lowerdir=/,upperdir=$root/upper,workdir=$root/work" "$root/machine"
machine=$root/machine
mount -t proc proc "$machine/proc"
mount --rbind /dev "$machine/dev"
mkdir -p "$machine/mnt/work" "$work/database"
# The folder of a test lets nobody else in.
chmod 755 "$work"
chmod 777 "$work/database"
mount --bind "$work" "$machine/mnt/work"
for user in webapp nginx; do
  chroot "$machine" useradd --system --user-group --no-create-home --shell /sbin/nologin "$user"
done
mkdir -p "$machine"/opt/stand-in "$machine"/opt/elasticbeanstalk/{bin,tasks} "$machine/var/app/venv" \
  "$machine"/opt/aws/amazon-cloudwatch-agent/{bin,etc} "$machine/var/log/nginx/healthd"
chroot "$machine" chown nginx:nginx /var/log/nginx /var/log/nginx/healthd
rm -rf "$machine"/etc/nginx/{conf.d,sites-enabled,sites-available,modules-enabled}
# The program's user has to reach what it runs, which may lie below the home of root.
folder=$venv
while [[ $folder != / ]]; do
  chmod a+x "$machine$folder"
  folder=$(dirname "$folder")
done
ln -s "$venv" "$machine/var/app/venv/staging-LQM1lest"
cp -R "$stand_in"/{nginx,deploy.py} "$machine/opt/stand-in"
sed -i "s/PORT/$program/" "$machine/opt/stand-in/nginx/conf.d/elasticbeanstalk/00_application.conf"
printf %s "$port" >"$machine/opt/stand-in/port"
printf %s "$program" >"$machine/opt/stand-in/program-port"
install "$stand_in/systemctl" "$machine/usr/bin/systemctl"
install "$stand_in/get-config" "$machine/opt/elasticbeanstalk/bin"
install "$stand_in/amazon-cloudwatch-agent-ctl" "$machine/opt/aws/amazon-cloudwatch-agent/bin"
echo ready
exec sleep infinity
